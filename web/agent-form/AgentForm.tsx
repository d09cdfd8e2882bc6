import type { KeyboardEvent, ReactNode } from 'react';
import { useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { SECTIONS } from '../../contract/setting.ts';
import type { ApiError } from '../api/client.ts';
import { SectionIndex } from '../ui/SectionIndex.tsx';
import classes from './AgentForm.module.css';
import { AgentSection } from './AgentSection.tsx';
import type { AgentChoices } from './agent-choices.ts';
import { AgentFormProvider, type AgentFormState } from './agent-form-state.ts';
import { ErrorList } from './ErrorList.tsx';
import { sectionOf } from './section-of.ts';

interface Props {
  state: AgentFormState;
  choices: AgentChoices;
  submit: () => void;
  refusal: ApiError | null;
  /** The names of the form for assistive technology. */
  label: string;
  /** A section behind those of the settings, with its name in the index. */
  beyond?: { readonly id: string; readonly label: string; readonly part: ReactNode };
  /** The bar with the button, which stays in sight. */
  bar: ReactNode;
}

/** The form of an agent, made of the declaration of the settings: an index, the sections, and the bar below. */
export function AgentForm({ state, choices, submit, refusal, label, beyond, bar }: Props) {
  const { t } = useTranslation('settings');
  const sections = useRef<HTMLDivElement>(null);
  const wrong = new Set(Object.keys(state.form.errors).map((path) => sectionOf(path)));
  const settings = SECTIONS.map((section) => ({ id: section, label: t(`section.${section}`), isWrong: wrong.has(section) }));
  const entries = beyond ? [...settings, beyond] : settings;

  // Escape closes an open list of choices, and nothing else.
  function onKeyDown(event: KeyboardEvent) {
    const isTaken = event.target instanceof Element && event.target.getAttribute('data-mantine-stop-propagation') === 'true';
    if (event.key === 'Escape' && isTaken) event.stopPropagation();
  }

  return (
    <AgentFormProvider value={state}>
      <form
        className={classes.form}
        noValidate
        aria-label={label}
        onKeyDown={onKeyDown}
        onSubmit={(event) => {
          event.preventDefault();
          submit();
        }}
      >
        <SectionIndex entries={entries} within={sections} />
        <div className={classes.sections} ref={sections}>
          <ErrorList refusal={refusal} />
          {SECTIONS.map((section) => (
            <AgentSection key={section} section={section} choices={choices} />
          ))}
          {beyond?.part}
        </div>
        {bar}
      </form>
    </AgentFormProvider>
  );
}
