/** Symmetric statistics compiled into aggregate queries for SQL engines. */
export {};
