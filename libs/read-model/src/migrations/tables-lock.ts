/**
 * The advisory lock for replacing or changing the read model's tables: migrations, and rebuilds, whose switch would
 * undo a migration that ran meanwhile. Any number that no other lock of the database uses.
 */
export const TABLES_LOCK = 20_200_201;
