CREATE TABLE "user" ("id" TEXT NOT NULL PRIMARY KEY,
    "version" INTEGER NOT NULL,
    "name" TEXT NOT NULL,
    "sign_in" TEXT NOT NULL,
    "role" TEXT NOT NULL,
    "colleague_id" TEXT,
    "archived" INTEGER NOT NULL, FOREIGN KEY ("colleague_id") REFERENCES "colleague" ("id") ON DELETE RESTRICT);
CREATE INDEX "user_colleague_id" ON "user" ("colleague_id");

-- Whoever the register has had so far is its first chief, by the one id that is there to be had.
INSERT INTO "user" SELECT "id", 1, "chief", "chief", 'chef', NULL, 0 FROM "clinic" LIMIT 1;

CREATE TABLE "draft_new" ("owner" TEXT NOT NULL,
    "form" TEXT NOT NULL,
    "field" TEXT NOT NULL,
    "value" TEXT NOT NULL,
    "at" TEXT NOT NULL, PRIMARY KEY ("owner",
    "form",
    "field"));
INSERT INTO "draft_new"
    SELECT coalesce((SELECT "id" FROM "user"), '00000000000000000000000000000000'), "form", "field", "value", "at"
    FROM "draft";
DROP TABLE "draft";
ALTER TABLE "draft_new" RENAME TO "draft";
