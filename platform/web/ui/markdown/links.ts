const safe = /^(?:https?:\/\/|mailto:)/i;

/** The address of a link, when it is one that may be followed: http, https, mailto. Nothing relative, nothing that runs. */
export const safeHref = (url: string): string | null => {
  const bare = [...url].filter((character) => character > ' ').join('');
  return safe.test(bare) ? bare : null;
};

/** The address of an image, only when it is one of our own attachments: others would tell who reads, and when. */
export const safeImage = (url: string): string | null =>
  /^\/api\/[a-z-]+\/[0-9]+\/attachments\/[0-9]+$/.test(url) ? url : null;
