-- A step's own form has one draft, whatever state the step is in; those of forms that set another state have their own.
UPDATE "draft" SET "form" = substr("form", 1, 41) WHERE EXISTS (
  SELECT 1 FROM "step" WHERE "form" =
    'steg:' || substr("step"."id", 1, 8) || '-' || substr("step"."id", 9, 4) || '-' || substr("step"."id", 13, 4)
    || '-' || substr("step"."id", 17, 4) || '-' || substr("step"."id", 21) || ':' || "step"."state"
);
