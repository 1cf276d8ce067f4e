"""What ST-kollen knows and keeps: knowledge, rules, forms, commands, queries, records, storage, exchange."""
