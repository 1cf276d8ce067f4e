ALTER TABLE "clinic" ADD COLUMN "keep_years" INTEGER;
ALTER TABLE "clinic" ADD COLUMN "keep_years_employed" INTEGER;
ALTER TABLE "clinic" ADD COLUMN "keep_decision" TEXT NOT NULL DEFAULT '';
ALTER TABLE "clinic" ADD COLUMN "keep_decided_on" DATE;
ALTER TABLE "clinic" ADD COLUMN "keep_backups_days" INTEGER NOT NULL DEFAULT 90;
