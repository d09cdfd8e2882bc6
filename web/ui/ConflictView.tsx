import { Button, Radio, Stack } from '@mantine/core';
import { IconArrowsSplit2 } from '@tabler/icons-react';
import { useEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { ICON } from '../theme.ts';
import classes from './ConflictView.module.css';
import type { Choices, FieldOf, Side, ThreeWay } from './three-way.ts';

interface Props<Values> {
  fields: ThreeWay<Values>;
  /** What happened: somebody changed this thing meanwhile. */
  title: string;
  /** The verb that saves. */
  verb: string;
  labelOf: (field: FieldOf<Values>) => string;
  wordsOf: (field: FieldOf<Values>, value: Values[FieldOf<Values>]) => string;
  /** Who changed the field last, by name. */
  changerOf: (field: FieldOf<Values>) => string;
  onDecide: (choices: Choices<Values>) => void;
  onDiscard: () => void;
}

/** Somebody else changed the same thing meanwhile: what both did, field by field, and the choice between them. */
export function ConflictView<Values extends object>(props: Props<Values>) {
  const { fields, title, verb, onDecide, onDiscard } = props;
  const { t } = useTranslation('ui');
  const [choices, setChoices] = useState<Choices<Values>>({});
  const view = useRef<HTMLElement>(null);
  useEffect(() => view.current?.focus(), []);
  const open = fields.conflicts.filter((field) => !choices[field]).length;
  const savesMine = fields.kept.length > 0 || fields.conflicts.some((field) => choices[field] === 'mine');
  return (
    <section ref={view} className={classes.conflict} tabIndex={-1} aria-label={title}>
      <div className={classes.head} role="alert">
        <IconArrowsSplit2 {...ICON} />
        <div>
          <h3>{title}</h3>
          <p>{t(fields.conflicts.length > 0 ? 'conflict.decide' : 'conflict.nothingToDecide')}</p>
        </div>
      </div>
      {fields.conflicts.map((field) => (
        <Choice
          key={field}
          {...props}
          field={field}
          side={choices[field] ?? null}
          onChoose={(side) => setChoices({ ...choices, [field]: side })}
        />
      ))}
      <Others {...props} list={fields.takenOver} heading={t('conflict.takenOver')} to="theirs" />
      <Others {...props} list={fields.kept} heading={t('conflict.kept')} to="mine" />
      <div className={classes.buttons}>
        <Button disabled={open > 0} onClick={() => onDecide(choices)}>
          {open > 0 ? t('conflict.open', { count: open }) : savesMine ? verb : t('conflict.takeAll')}
        </Button>
        <Button variant="default" onClick={onDiscard}>
          {t('conflict.discard')}
        </Button>
      </div>
    </section>
  );
}

interface ChoiceProps<Values> extends Props<Values> {
  field: FieldOf<Values>;
  side: Side | null;
  onChoose: (side: Side) => void;
}

function Choice<Values extends object>({ fields, labelOf, wordsOf, changerOf, field, side, onChoose }: ChoiceProps<Values>) {
  const { t } = useTranslation('ui');
  const { before, mine, theirs } = fields;
  return (
    <Radio.Group
      className={classes.choice}
      label={labelOf(field)}
      description={t('conflict.before', { value: wordsOf(field, before[field]) })}
      inputWrapperOrder={['label', 'description', 'input']}
      value={side}
      onChange={(value) => onChoose(value as Side)}
    >
      <Stack gap={8} mt={8}>
        <Radio
          value="mine"
          label={t('conflict.mine', { value: wordsOf(field, mine[field]) })}
          description={t('conflict.keepMine')}
        />
        <Radio
          value="theirs"
          label={t('conflict.theirs', { value: wordsOf(field, theirs[field]) })}
          description={t('conflict.takeTheirs', { name: changerOf(field) })}
        />
      </Stack>
    </Radio.Group>
  );
}

interface OthersProps<Values> extends Props<Values> {
  list: readonly FieldOf<Values>[];
  heading: string;
  to: Side;
}

/** The fields that one side alone has changed. */
function Others<Values extends object>({ fields, labelOf, wordsOf, list, heading, to }: OthersProps<Values>) {
  if (list.length === 0) return null;
  return (
    <section className={classes.section}>
      <h3>{heading}</h3>
      <ul className={classes.others}>
        {list.map((field) => (
          <li key={field}>
            <span className={classes.field}>{labelOf(field)}</span>
            <span>
              <del>{wordsOf(field, fields.before[field])}</del>
              <ins>{wordsOf(field, fields[to][field])}</ins>
            </span>
          </li>
        ))}
      </ul>
    </section>
  );
}
