-- A folder that gets a copy of every backup: a USB stick, a share.
ALTER TABLE "clinic" ADD COLUMN "second_folder" TEXT NOT NULL DEFAULT '';
