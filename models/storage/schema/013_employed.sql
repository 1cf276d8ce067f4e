-- Whether somebody who ended was employed decides how long they are kept: it is theirs and logged from now on, not a list's.
ALTER TABLE "candidate" ADD COLUMN "employed" INTEGER;
UPDATE "candidate" SET "employed" = "outcome" IN ('st_avbruten', 'specialist') OR EXISTS (
  SELECT 1 FROM "summary"
  WHERE "summary"."candidate_id" = "candidate"."id" AND ("stage" IN ('bt', 'st') OR "st_since" IS NOT NULL)
) WHERE "archived";
