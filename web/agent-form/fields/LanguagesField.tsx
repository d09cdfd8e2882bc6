import { MoreLanguages } from '../../locale-settings/MoreLanguages.tsx';
import { type FieldProps, useAgentForm } from '../agent-form-state.ts';

/** Several languages, found by typing. */
export function LanguagesField({ name, required: _, fieldOf: _of, ...props }: FieldProps) {
  const { form } = useAgentForm();
  return <MoreLanguages {...form.getInputProps(name)} {...props} />;
}
