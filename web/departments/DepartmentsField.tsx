import { Loader, MultiSelect, type OptionsFilter } from '@mantine/core';
import { type ReactNode, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { createDepartment } from '../../contract/departments.ts';
import { check } from '../../contract/field-errors.ts';
import { tError } from '../locales/t-error.ts';
import { errorText } from '../ui/error-text.ts';
import { useCreateDepartment, useDepartments } from './use-departments.ts';

const ADD = 'add';

interface Props {
  /** Why no department may be added; null where it may. */
  createReason: string | null;
  value?: string[];
  onChange?: (ids: string[]) => void;
  onBlur?: () => void;
  error?: ReactNode;
  'data-path'?: string;
}

/** The departments of a user, by id. A name that is not there yet can be added in place. */
export function DepartmentsField({ createReason, value = [], onChange, error, ...input }: Props) {
  const { t } = useTranslation('departments');
  const { query, departments } = useDepartments();
  const { name, setName, problem, addNamed, isAdding } = useAdding((id) => onChange?.([...value, id]));
  const isNew = name.trim() !== '' && !departments.some((one) => sameName(one.name, name));
  const options = departments.map((one) => ({ value: one.id, label: one.name }));
  const shown = problem ?? error ?? (query.isError ? t('field.failed') : undefined);

  function change(chosen: string[]) {
    if (chosen.includes(ADD)) addNamed();
    else onChange?.(chosen);
  }

  return (
    <MultiSelect
      {...input}
      label={t('field.label')}
      placeholder={value.length === 0 ? t('field.placeholder') : undefined}
      description={shown ? undefined : t('field.help')}
      inputWrapperOrder={['label', 'input', 'description', 'error']}
      error={shown}
      searchable
      hidePickedOptions
      clearSearchOnChange={false}
      data={isNew && createReason === null ? [...options, { value: ADD, label: t('field.add', { name: name.trim() }) }] : options}
      filter={matchingOrAdd}
      value={value}
      onChange={change}
      searchValue={name}
      onSearchChange={setName}
      nothingFoundMessage={createReason ?? t(name.trim() === '' ? 'field.nothing' : 'field.nothingToAdd')}
      rightSection={isAdding ? <Loader size={16} aria-label={t('field.adding', { name })} /> : undefined}
      maxDropdownHeight={240}
      comboboxProps={{ shadow: 'md', position: 'top-start' }}
    />
  );
}

/** Adding a department by the name that stands in the field. */
function useAdding(onAdded: (id: string) => void) {
  const [name, setText] = useState('');
  const [problem, setProblem] = useState<string | null>(null);
  const adding = useCreateDepartment();

  function setName(text: string) {
    if (adding.isPending) return;
    setText(text);
    setProblem(null);
  }

  function addNamed() {
    const checked = check(createDepartment.body, { name });
    if (!checked.ok) {
      const [first] = checked.errors;
      if (first) setProblem(tError(first.code, first.params));
      return;
    }
    adding.mutate(checked.value.name, {
      onSuccess: ({ id }) => {
        setText('');
        onAdded(id);
      },
      onError: (failure) => setProblem(errorText(failure)),
    });
  }

  return { name, setName, problem, addNamed, isAdding: adding.isPending };
}

/** The line that adds stays, whatever is typed. */
const matchingOrAdd: OptionsFilter = ({ options, search }) =>
  options.filter(
    (option) => 'value' in option && (option.value === ADD || option.label.toLowerCase().includes(search.trim().toLowerCase())),
  );

function sameName(one: string, other: string): boolean {
  return one.trim().toLowerCase() === other.trim().toLowerCase();
}
