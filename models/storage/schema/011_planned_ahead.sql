-- What is planned ahead is no longer said to be under way. Whoever is without a summary gets one when the register is opened.
DELETE FROM "summary" WHERE "candidate_id" IN (SELECT "id" FROM "candidate" WHERE NOT "archived");
