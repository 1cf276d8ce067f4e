CREATE TABLE "step_new" ("id" TEXT NOT NULL PRIMARY KEY,
    "version" INTEGER NOT NULL,
    "checklist_id" TEXT NOT NULL,
    "key" TEXT NOT NULL,
    "pack_id" TEXT,
    "state" TEXT NOT NULL,
    "done_on" DATE,
    "by" TEXT NOT NULL,
    "note" TEXT NOT NULL,
    "reason" TEXT NOT NULL,
    "waiting_since" DATE,
    "remind_on" DATE,
    "from_on" DATE,
    "to_on" DATE,
    "answers" TEXT NOT NULL, FOREIGN KEY ("checklist_id") REFERENCES "checklist" ("id") ON DELETE CASCADE, FOREIGN KEY ("pack_id") REFERENCES "pack_text" ("digest") ON DELETE RESTRICT);
INSERT INTO "step_new"
    SELECT "step"."id", "step"."version", "step"."checklist_id", "step"."key",
        CASE WHEN "step"."state" IN ('done', 'passed', 'not_applicable') THEN "checklist"."pack_id" END,
        "step"."state", "step"."done_on", "step"."by", "step"."note", "step"."reason", "step"."waiting_since",
        "step"."remind_on", "step"."from_on", "step"."to_on", "step"."answers"
    FROM "step" JOIN "checklist" ON "checklist"."id" = "step"."checklist_id";
DROP TABLE "step";
ALTER TABLE "step_new" RENAME TO "step";
CREATE INDEX "step_checklist_id" ON "step" ("checklist_id");
CREATE INDEX "step_pack_id" ON "step" ("pack_id");
CREATE UNIQUE INDEX "step_checklist_id_key" ON "step" ("checklist_id", "key");

CREATE TABLE "own_step" ("id" TEXT NOT NULL PRIMARY KEY,
    "version" INTEGER NOT NULL,
    "region" TEXT NOT NULL,
    "behind" TEXT NOT NULL,
    "phase" TEXT NOT NULL,
    "role" TEXT NOT NULL,
    "title" TEXT NOT NULL,
    "rule" TEXT NOT NULL,
    "force" TEXT NOT NULL,
    "added_on" DATE NOT NULL,
    "added_by" TEXT NOT NULL,
    "archived" INTEGER NOT NULL);
