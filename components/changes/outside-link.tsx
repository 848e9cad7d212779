import { ExternalLink } from 'lucide-react';
import type { ReactNode } from 'react';
import { webAddress } from './web-address';

/** A link that leaves in a new tab and tells nothing of where it came from; plain text when there is no address to go to. */
export function OutsideLink({ href, children }: { href: string | null; children: ReactNode }) {
  const address = webAddress(href);
  if (address === null) return <span>{children}</span>;
  return (
    <a
      href={address}
      target="_blank"
      rel="noopener noreferrer"
      className="inline-flex items-baseline gap-1 text-accent underline decoration-1 underline-offset-3 hover:text-accent-strong max-md:-my-2.5 max-md:py-2.5"
    >
      <span className="wrap-anywhere">{children}</span>
      <ExternalLink aria-hidden="true" size={12} className="shrink-0 self-center" />
      <span className="sr-only">(opens in a new tab)</span>
    </a>
  );
}
