import type { UseFormReturnType } from '@mantine/form';
import { createContext, useContext } from 'react';
import type { SettingName } from '../../contract/agent-settings.ts';
import type { DefaultableName } from '../../contract/agent-settings-shapes.ts';
import type { AgentInFull } from '../../contract/agents.ts';
import type { Sourced } from '../../contract/in-force.ts';
import type { Decision } from '../../contract/problem.ts';
import type { AgentField, AgentValues } from './agent-values.ts';

/** What counts for the agent with what the form holds now, and what would count without anything of their own. */
export interface Standing {
  readonly inForce: Sourced<unknown>;
  readonly inherited: Sourced<unknown>;
}

/** What every field of the form knows. */
export interface AgentFormState {
  /** Null: a new one. */
  readonly agent: AgentInFull | null;
  readonly form: UseFormReturnType<AgentValues>;
  readonly changed: readonly AgentField[];
  /** Whether a field may be changed. */
  readonly decisionOf: (field: AgentField) => Decision;
  readonly standingOf: (name: DefaultableName) => Standing | undefined;
  readonly sipDomain: string | undefined;
}

const Context = createContext<AgentFormState | null>(null);

export const AgentFormProvider = Context.Provider;

export function useAgentForm(): AgentFormState {
  const state = useContext(Context);
  if (!state) throw new Error('A field of the agent form stands outside of it');
  return state;
}

/** The error of a field, or the first of its lines. */
export function errorOf({ form }: AgentFormState, field: AgentField): React.ReactNode {
  const line = Object.keys(form.errors).find((path) => path.startsWith(`${field}.`));
  return form.errors[field] ?? (line === undefined ? undefined : form.errors[line]);
}

/** What a component for one kind of setting is given. */
export interface FieldProps {
  name: SettingName;
  label: React.ReactNode;
  description: React.ReactNode;
  error: React.ReactNode;
  required: boolean;
  /** It shows its value, takes the focus, and changes nothing. */
  readOnly: boolean;
  /** The field of a setting that this one opens. */
  fieldOf: (name: SettingName) => React.ReactNode;
}
