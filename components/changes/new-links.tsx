import { ExternalLink } from 'lucide-react';

/** Addresses outside of the site that the change brings in. They are text: nobody should open them to judge them. */
export function NewLinks({ addresses }: { addresses: string[] }) {
  if (addresses.length === 0) return null;
  return (
    <div className="flex gap-2.5 rounded-md border border-write/35 px-4 py-3">
      <ExternalLink aria-hidden="true" size={15} className="mt-0.75 shrink-0 text-write" />
      <div className="min-w-0 flex-1">
        <p className="font-medium text-write">
          {addresses.length === 1 ? 'Adds a link to another site' : 'Adds links to other sites'}
        </p>
        <ul className="mt-1 grid gap-0.5">
          {addresses.map((address) => (
            <li key={address} className="font-mono text-note [font-variant-ligatures:none] wrap-anywhere">
              {address}
            </li>
          ))}
        </ul>
      </div>
    </div>
  );
}
