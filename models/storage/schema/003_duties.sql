CREATE TABLE "duty_done" ("id" TEXT NOT NULL PRIMARY KEY,
    "version" INTEGER NOT NULL,
    "candidate_id" TEXT NOT NULL,
    "region" TEXT NOT NULL,
    "key" TEXT NOT NULL,
    "every" TEXT NOT NULL,
    "number" INTEGER NOT NULL,
    "done_on" DATE NOT NULL,
    "by" TEXT NOT NULL,
    "note" TEXT NOT NULL, FOREIGN KEY ("candidate_id") REFERENCES "candidate" ("id") ON DELETE CASCADE);
CREATE INDEX "duty_done_candidate_id" ON "duty_done" ("candidate_id");
CREATE UNIQUE INDEX "duty_done_candidate_id_region_key_every_number" ON "duty_done" ("candidate_id", "region", "key", "every", "number");

CREATE TABLE "open_duty" ("candidate_id" TEXT NOT NULL,
    "position" INTEGER NOT NULL,
    "step_id" TEXT NOT NULL,
    "key" TEXT NOT NULL,
    "step" TEXT NOT NULL,
    "phase" TEXT NOT NULL,
    "role" TEXT NOT NULL,
    "ours" INTEGER NOT NULL,
    "krav" TEXT NOT NULL,
    "terms" TEXT NOT NULL,
    "counts_from" DATE NOT NULL,
    "done" TEXT NOT NULL, PRIMARY KEY ("candidate_id", "position"), FOREIGN KEY ("candidate_id") REFERENCES "candidate" ("id") ON DELETE CASCADE);
CREATE INDEX "open_duty_candidate_id" ON "open_duty" ("candidate_id");

CREATE TABLE "audit_about" ("entry_id" TEXT NOT NULL,
    "candidate" TEXT NOT NULL, PRIMARY KEY ("entry_id", "candidate"), FOREIGN KEY ("entry_id") REFERENCES "audit" ("id") ON DELETE CASCADE);
CREATE INDEX "audit_about_entry_id" ON "audit_about" ("entry_id");
CREATE INDEX "audit_about_candidate" ON "audit_about" ("candidate");

ALTER TABLE "snooze" ADD COLUMN "number" INTEGER;
ALTER TABLE "step" ADD COLUMN "asked_on" DATE;

-- The duties stand beside the summaries. Whoever is without a summary gets one when the register is opened.
DELETE FROM "summary" WHERE "candidate_id" IN (SELECT "id" FROM "candidate" WHERE NOT "archived");
