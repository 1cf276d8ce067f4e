-- How many minutes without a key it takes before the register is locked.
ALTER TABLE "clinic" ADD COLUMN "lock_after" INTEGER NOT NULL DEFAULT 10;
