import { ArrowUpLeft } from 'lucide-react';
import { EXAMPLE_PROMPTS } from './example-prompts';

/** What a new conversation shows: what this is for, and three things to begin with. */
export function EmptyConversation({ onChoose }: { onChoose: (text: string) => void }) {
  return (
    <div className="column flex flex-1 flex-col justify-center py-10">
      <h2 className="text-display font-semibold">What should happen in Confluence?</h2>
      <p className="mt-2 text-prose text-pretty text-ink-soft">
        Say it in plain language. Tributary finds the pages, does the work as you, and shows every step.
      </p>
      <ul className="mt-8 divide-y border-y">
        {EXAMPLE_PROMPTS.map((prompt) => (
          <li key={prompt.title}>
            <button
              type="button"
              onClick={() => onChoose(prompt.text)}
              className="group flex w-full items-start gap-4 px-1 py-3.5 text-left"
            >
              <span className="min-w-0 flex-1">
                <span className="block font-medium">{prompt.title}</span>
                <span className="block text-ink-soft transition-colors group-hover:text-ink">
                  {prompt.text}
                </span>
              </span>
              <ArrowUpLeft
                aria-hidden="true"
                size={16}
                className="mt-1 shrink-0 text-ink-soft transition-colors group-hover:text-accent"
              />
            </button>
          </li>
        ))}
      </ul>
    </div>
  );
}
