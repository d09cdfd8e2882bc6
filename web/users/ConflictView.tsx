import { Button, Radio, Stack } from '@mantine/core';
import { IconArrowsSplit2 } from '@tabler/icons-react';
import { useEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { User } from '../../contract/users.ts';
import { ICON } from '../theme.ts';
import classes from './ConflictView.module.css';
import { Section } from './Section.tsx';
import type { Choices, Side, ThreeWay } from './three-way.ts';
import { useChanger } from './use-changer.ts';
import { useFieldWords } from './use-field-words.ts';
import type { UserField } from './user-fields.ts';

interface Props {
  user: User;
  fields: ThreeWay;
  onDecide: (choices: Choices) => void;
  onDiscard: () => void;
}

/** Somebody else changed the user meanwhile: what both did, field by field, and the choice between them. */
export function ConflictView({ user, fields, onDecide, onDiscard }: Props) {
  const { t } = useTranslation('users');
  const [choices, setChoices] = useState<Choices>({});
  const view = useRef<HTMLElement>(null);
  useEffect(() => view.current?.focus(), []);
  const open = fields.conflicts.filter((field) => !choices[field]).length;
  const savesMine = fields.kept.length > 0 || fields.conflicts.some((field) => choices[field] === 'mine');
  return (
    <section ref={view} className={classes.conflict} tabIndex={-1} aria-label={t('conflict.title')}>
      <div className={classes.head} role="alert">
        <IconArrowsSplit2 {...ICON} />
        <div>
          <h3>{t('conflict.title')}</h3>
          <p>{t(fields.conflicts.length > 0 ? 'conflict.decide' : 'conflict.nothingToDecide')}</p>
        </div>
      </div>
      {fields.conflicts.map((field) => (
        <Choice
          key={field}
          user={user}
          fields={fields}
          field={field}
          side={choices[field] ?? null}
          onChoose={(side) => setChoices({ ...choices, [field]: side })}
        />
      ))}
      <Others user={user} fields={fields} list={fields.takenOver} title={t('conflict.takenOver')} to="theirs" />
      <Others user={user} fields={fields} list={fields.kept} title={t('conflict.kept')} to="mine" />
      <div className={classes.buttons}>
        <Button disabled={open > 0} onClick={() => onDecide(choices)}>
          {open > 0 ? t('conflict.open', { count: open }) : t(savesMine ? 'edit.submit' : 'conflict.takeAll')}
        </Button>
        <Button variant="default" onClick={onDiscard}>
          {t('conflict.discard')}
        </Button>
      </div>
    </section>
  );
}

interface ChoiceProps {
  user: User;
  fields: ThreeWay;
  field: UserField;
  side: Side | null;
  onChoose: (side: Side) => void;
}

function Choice({ user, fields, field, side, onChoose }: ChoiceProps) {
  const { t } = useTranslation('users');
  const words = useFieldWords();
  const name = useChanger(user.id, field);
  const { before, mine, theirs } = fields;
  return (
    <Radio.Group
      className={classes.choice}
      label={t(`field.${field}`)}
      description={t('conflict.before', { value: words(field, before[field]) })}
      inputWrapperOrder={['label', 'description', 'input']}
      value={side}
      onChange={(value) => onChoose(value as Side)}
    >
      <Stack gap={8} mt={8}>
        <Radio
          value="mine"
          label={t('conflict.mine', { value: words(field, mine[field]) })}
          description={t('conflict.keepMine')}
        />
        <Radio
          value="theirs"
          label={t('conflict.theirs', { value: words(field, theirs[field]) })}
          description={t('conflict.takeTheirs', { name })}
        />
      </Stack>
    </Radio.Group>
  );
}

interface OthersProps {
  user: User;
  fields: ThreeWay;
  list: readonly UserField[];
  title: string;
  to: Side;
}

/** The fields that one side alone has changed. */
function Others({ fields, list, title, to }: OthersProps) {
  const { t } = useTranslation('users');
  const words = useFieldWords();
  if (list.length === 0) return null;
  return (
    <Section title={title}>
      <ul className={classes.others}>
        {list.map((field) => (
          <li key={field}>
            <span className={classes.field}>{t(`field.${field}`)}</span>
            <span>
              <del>{words(field, fields.before[field])}</del>
              <ins>{words(field, fields[to][field])}</ins>
            </span>
          </li>
        ))}
      </ul>
    </Section>
  );
}
