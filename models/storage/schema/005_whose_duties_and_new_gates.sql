-- What was done of a duty belongs to the region whose duty it was; so far that can only have been the clinic's own.
CREATE TABLE "duty_done_new" ("id" TEXT NOT NULL PRIMARY KEY,
    "version" INTEGER NOT NULL,
    "candidate_id" TEXT NOT NULL,
    "region" TEXT NOT NULL,
    "key" TEXT NOT NULL,
    "every" TEXT NOT NULL,
    "number" INTEGER NOT NULL,
    "done_on" DATE NOT NULL,
    "by" TEXT NOT NULL,
    "note" TEXT NOT NULL, FOREIGN KEY ("candidate_id") REFERENCES "candidate" ("id") ON DELETE CASCADE);
INSERT INTO "duty_done_new"
    SELECT "id", "version", "candidate_id", (SELECT "region" FROM "clinic"), "key", "every", "number", "done_on", "by", "note"
    FROM "duty_done";
DROP TABLE "duty_done";
ALTER TABLE "duty_done_new" RENAME TO "duty_done";
CREATE INDEX "duty_done_candidate_id" ON "duty_done" ("candidate_id");
CREATE UNIQUE INDEX "duty_done_candidate_id_region_key_every_number" ON "duty_done" ("candidate_id", "region", "key", "every", "number");

-- Since when a gate that came with a new version is asked for.
ALTER TABLE "step" ADD COLUMN "asked_on" DATE;
