/** What is left of a name when case, blanks, underscores and hyphens do not count: `FILTER_GROUP` is `filterGroup`. */
export const bare = (name: string): string => name.replace(/[\s_-]/g, "").toLowerCase();
