-- The keyring that is the register's own: one that is laid in its place does not open it.
CREATE TABLE "held_keyring" ("id" INTEGER NOT NULL PRIMARY KEY CHECK ("id" = 1),
    "held" TEXT NOT NULL,
    "coming" TEXT NOT NULL,
    "refused_at" TEXT NOT NULL);
