/** Tags as they are kept: trimmed, each once, in the order given. */
export const tidyTags = (tags: readonly string[]): string[] => [...new Set(tags.map((tag) => tag.trim()))];
