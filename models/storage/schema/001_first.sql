CREATE TABLE "clinic" ("id" TEXT NOT NULL PRIMARY KEY,
    "version" INTEGER NOT NULL,
    "name" TEXT NOT NULL,
    "region" TEXT NOT NULL,
    "private" INTEGER NOT NULL,
    "listed" INTEGER NOT NULL,
    "chief" TEXT NOT NULL,
    "agreement" INTEGER,
    "stable" INTEGER,
    "created_at" TEXT NOT NULL);

CREATE TABLE "mailbox" ("id" TEXT NOT NULL PRIMARY KEY,
    "version" INTEGER NOT NULL,
    "role" TEXT NOT NULL,
    "address" TEXT NOT NULL);
CREATE UNIQUE INDEX "mailbox_role" ON "mailbox" ("role");

CREATE TABLE "colleague" ("id" TEXT NOT NULL PRIMARY KEY,
    "version" INTEGER NOT NULL,
    "name" TEXT NOT NULL,
    "role" TEXT NOT NULL,
    "workplace" TEXT NOT NULL,
    "email" TEXT NOT NULL,
    "phone" TEXT NOT NULL,
    "specialist_on" DATE,
    "supervisor_training_on" DATE,
    "note" TEXT NOT NULL,
    "archived" INTEGER NOT NULL);

CREATE TABLE "candidate" ("id" TEXT NOT NULL PRIMARY KEY,
    "version" INTEGER NOT NULL,
    "name" TEXT NOT NULL,
    "email" TEXT NOT NULL,
    "phone" TEXT NOT NULL,
    "personnummer" TEXT NOT NULL,
    "interest_on" DATE,
    "planned_start_on" DATE,
    "licence_number" TEXT NOT NULL,
    "licence_on" DATE,
    "trained_in" TEXT NOT NULL,
    "has_at" INTEGER,
    "has_bt" INTEGER,
    "known_in_region" INTEGER,
    "native_swedish" INTEGER,
    "language_proof" TEXT NOT NULL,
    "language_proof_on" DATE,
    "language_proof_note" TEXT NOT NULL,
    "earlier_st" INTEGER,
    "earlier_st_from" DATE,
    "earlier_st_where" TEXT NOT NULL,
    "many_applications" INTEGER,
    "curriculum" TEXT NOT NULL,
    "integrated_bt" INTEGER,
    "bt_ruling" INTEGER,
    "bt_ruling_on" DATE,
    "supervisor_id" TEXT,
    "director_id" TEXT,
    "outcome" TEXT NOT NULL,
    "outcome_on" DATE,
    "outcome_reason" TEXT NOT NULL,
    "archived" INTEGER NOT NULL,
    "created_at" TEXT NOT NULL, FOREIGN KEY ("supervisor_id") REFERENCES "colleague" ("id") ON DELETE RESTRICT, FOREIGN KEY ("director_id") REFERENCES "colleague" ("id") ON DELETE RESTRICT);
CREATE INDEX "candidate_supervisor_id" ON "candidate" ("supervisor_id");
CREATE INDEX "candidate_director_id" ON "candidate" ("director_id");

CREATE TABLE "contact_note" ("id" TEXT NOT NULL PRIMARY KEY,
    "version" INTEGER NOT NULL,
    "candidate_id" TEXT NOT NULL,
    "noted_on" DATE NOT NULL,
    "text" TEXT NOT NULL,
    "author" TEXT NOT NULL,
    "created_at" TEXT NOT NULL, FOREIGN KEY ("candidate_id") REFERENCES "candidate" ("id") ON DELETE CASCADE);
CREATE INDEX "contact_note_candidate_id" ON "contact_note" ("candidate_id");

CREATE TABLE "summary" ("candidate_id" TEXT NOT NULL PRIMARY KEY,
    "route" TEXT NOT NULL,
    "phase" TEXT NOT NULL,
    "stage" TEXT NOT NULL,
    "step_id" TEXT,
    "step" TEXT NOT NULL,
    "gate" INTEGER NOT NULL,
    "role" TEXT NOT NULL,
    "ours" INTEGER NOT NULL,
    "since" DATE,
    "due_on" DATE,
    "due_what" TEXT NOT NULL,
    "due_step" TEXT NOT NULL,
    "steps_done" INTEGER NOT NULL,
    "steps_total" INTEGER NOT NULL,
    "st_since" DATE, FOREIGN KEY ("candidate_id") REFERENCES "candidate" ("id") ON DELETE CASCADE);

CREATE TABLE "open_step" ("candidate_id" TEXT NOT NULL,
    "position" INTEGER NOT NULL,
    "step_id" TEXT,
    "step" TEXT NOT NULL,
    "phase" TEXT NOT NULL,
    "role" TEXT NOT NULL,
    "ours" INTEGER NOT NULL,
    "gate" INTEGER NOT NULL,
    "krav" TEXT NOT NULL,
    "since" DATE,
    "until" DATE,
    "due_on" DATE,
    "due_what" TEXT NOT NULL, PRIMARY KEY ("candidate_id", "position"), FOREIGN KEY ("candidate_id") REFERENCES "candidate" ("id") ON DELETE CASCADE);
CREATE INDEX "open_step_candidate_id" ON "open_step" ("candidate_id");

CREATE TABLE "snooze" ("id" TEXT NOT NULL PRIMARY KEY,
    "version" INTEGER NOT NULL,
    "candidate_id" TEXT NOT NULL,
    "step_id" TEXT,
    "until" DATE NOT NULL,
    "note" TEXT NOT NULL, FOREIGN KEY ("candidate_id") REFERENCES "candidate" ("id") ON DELETE CASCADE);
CREATE INDEX "snooze_candidate_id" ON "snooze" ("candidate_id");

CREATE TABLE "pack_text" ("digest" TEXT NOT NULL PRIMARY KEY,
    "region" TEXT NOT NULL,
    "version" TEXT NOT NULL,
    "text" TEXT NOT NULL,
    "adopted_at" TEXT NOT NULL);

CREATE TABLE "checklist" ("id" TEXT NOT NULL PRIMARY KEY,
    "version" INTEGER NOT NULL,
    "candidate_id" TEXT NOT NULL,
    "pack_id" TEXT NOT NULL,
    "route" TEXT NOT NULL,
    "started_on" DATE NOT NULL,
    "active" INTEGER NOT NULL, FOREIGN KEY ("candidate_id") REFERENCES "candidate" ("id") ON DELETE CASCADE, FOREIGN KEY ("pack_id") REFERENCES "pack_text" ("digest") ON DELETE RESTRICT);
CREATE INDEX "checklist_candidate_id" ON "checklist" ("candidate_id");
CREATE INDEX "checklist_pack_id" ON "checklist" ("pack_id");

CREATE TABLE "step" ("id" TEXT NOT NULL PRIMARY KEY,
    "version" INTEGER NOT NULL,
    "checklist_id" TEXT NOT NULL,
    "key" TEXT NOT NULL,
    "position" INTEGER NOT NULL,
    "state" TEXT NOT NULL,
    "done_on" DATE,
    "by" TEXT NOT NULL,
    "note" TEXT NOT NULL,
    "reason" TEXT NOT NULL,
    "waiting_since" DATE,
    "remind_on" DATE,
    "from_on" DATE,
    "to_on" DATE,
    "answers" TEXT NOT NULL, FOREIGN KEY ("checklist_id") REFERENCES "checklist" ("id") ON DELETE CASCADE);
CREATE INDEX "step_checklist_id" ON "step" ("checklist_id");
CREATE UNIQUE INDEX "step_checklist_id_key" ON "step" ("checklist_id", "key");

CREATE TABLE "audit" ("id" TEXT NOT NULL PRIMARY KEY,
    "at" TEXT NOT NULL,
    "actor" TEXT NOT NULL,
    "session" TEXT NOT NULL,
    "action" TEXT NOT NULL,
    "candidate" TEXT,
    "said" TEXT NOT NULL,
    "images" TEXT NOT NULL,
    "undoes" TEXT);
CREATE INDEX "audit_candidate" ON "audit" ("candidate");
CREATE INDEX "audit_undoes" ON "audit" ("undoes");

CREATE TABLE "draft" ("form" TEXT NOT NULL,
    "field" TEXT NOT NULL,
    "value" TEXT NOT NULL,
    "at" TEXT NOT NULL, PRIMARY KEY ("form",
    "field"));

