/** Where to go after sign-in: a path of this site. Anything that leads elsewhere becomes the start page. */
export function localPath(wanted: unknown, site: string): string {
  if (typeof wanted !== 'string' || !URL.canParse(wanted, site)) return '/';
  const url = new URL(wanted, site);
  return url.origin === new URL(site).origin ? url.pathname + url.search : '/';
}
