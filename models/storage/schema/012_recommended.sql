-- What is recommended is shown on Idag too, apart from what must be done; whose turn it is says who is waited for.
-- Whoever is without a summary gets one when the register is opened.
ALTER TABLE "open_step" ADD COLUMN "optional" INTEGER NOT NULL DEFAULT 0;
DELETE FROM "summary" WHERE "candidate_id" IN (SELECT "id" FROM "candidate" WHERE NOT "archived");
