/** An answer with the version of what it shows as its `ETag`: what a later `If-Match` is held against. */
export const withEtag = <Data extends { version: number }>(data: Data) => ({
  data,
  headers: { etag: `"${data.version}"` },
});
