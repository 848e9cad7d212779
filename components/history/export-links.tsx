import { Download } from 'lucide-react';
import { buttonStyle } from '../ui/button-style';

/** A file to keep, in both of its formats. `href` makes the address of each. */
export function ExportLinks({ what, href }: { what: string; href: (format: 'csv' | 'json') => string }) {
  return (['csv', 'json'] as const).map((format) => (
    <a key={format} href={href(format)} className={buttonStyle('quiet')} download>
      <Download aria-hidden="true" size={15} />
      {`${what} ${format.toUpperCase()}`}
    </a>
  ));
}
