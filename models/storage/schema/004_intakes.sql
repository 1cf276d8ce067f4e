CREATE TABLE "open_intake" ("candidate_id" TEXT NOT NULL,
    "position" INTEGER NOT NULL,
    "step_id" TEXT NOT NULL,
    "title" TEXT NOT NULL,
    "terms" TEXT NOT NULL,
    "counts_from" DATE,
    "missing" TEXT NOT NULL,
    "applied_on" DATE,
    "applied_month" INTEGER, PRIMARY KEY ("candidate_id", "position"), FOREIGN KEY ("candidate_id") REFERENCES "candidate" ("id") ON DELETE CASCADE);
CREATE INDEX "open_intake_candidate_id" ON "open_intake" ("candidate_id");

ALTER TABLE "summary" ADD COLUMN "stage_from" DATE;

ALTER TABLE "open_step" ADD COLUMN "passed" TEXT;
ALTER TABLE "open_step" ADD COLUMN "opens_on" DATE;

-- The intakes stand beside the summaries. Whoever is without a summary gets one when the register is opened.
DELETE FROM "summary" WHERE "candidate_id" IN (SELECT "id" FROM "candidate" WHERE NOT "archived");
