import { useCallback, useEffect, useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { DEFAULT_SKILL_LEVEL } from '../../contract/dialer-values.ts';
import type { Decision } from '../../contract/problem.ts';
import { LevelSelect } from '../agent-sets/LevelSelect.tsx';
import type { BoxItem } from '../ui/box-items.ts';
import { formatNumber } from '../ui/format.ts';
import { TwoBoxes } from '../ui/TwoBoxes.tsx';
import { reasonOf } from '../users/reason-of.ts';
import type { AgentChoices } from './agent-choices.ts';
import { errorOf, useAgentForm } from './agent-form-state.ts';
import type { Membership, Skill } from './agent-values.ts';

interface Choice {
  readonly id: string;
  readonly name: string;
  /** Whether it may be given or taken. */
  readonly give?: Decision;
}

const SHOWN = 'settings';

/** What an agent belongs to, chosen in two boxes; skill groups with a level each. */
export function MembershipField({ name, choices }: { name: Membership; choices: AgentChoices }) {
  const { t } = useTranslation(['agent-form', SHOWN]);
  const state = useAgentForm();
  const { form, agent, decisionOf } = state;
  const values = form.getValues();
  const skills = values.skillGroups;
  const list: readonly Choice[] | undefined = listOf(name, choices);
  const own = agent?.[name];
  const moreTags = name === 'tags' ? (agent?.moreTags ?? 0) : 0;
  const items = useMemo(() => itemsOf(list ?? [], own ?? []), [list, own]);
  const levels = useMemo(() => new Map(skills.map(({ id, level }) => [id, level])), [skills]);
  const selected = useMemo(
    () => (name === 'skillGroups' ? skills.map(({ id }) => id) : values[name]),
    [name, skills, values[name]],
  );
  const { setFieldValue, clearFieldError } = form;

  const onChange = useCallback(
    (ids: string[]) => {
      const next = name === 'skillGroups' ? ids.map((id) => ({ id, level: levels.get(id) ?? DEFAULT_SKILL_LEVEL })) : ids;
      setFieldValue(name, next as Skill[] & string[]);
      clearFieldError(name);
    },
    [name, levels, setFieldValue, clearFieldError],
  );

  useEffect(() => {
    const left = list && whoIsThere(selected, items);
    if (left && left.length < selected.length) onChange(left);
  }, [list, items, selected, onChange]);

  function setLevel(id: string, level: number) {
    setFieldValue(
      'skillGroups',
      skills.map((skill) => (skill.id === id ? { id, level } : skill)),
    );
  }

  const reason = reasonOf(decisionOf(name));
  return (
    <TwoBoxes
      label={t(`${SHOWN}:membership.${name}`)}
      description={moreTags > 0 ? `${t(`membership.${name}`)} ${t('moreTags', { count: moreTags })}` : t(`membership.${name}`)}
      error={errorOf(state, name)}
      required={name === 'dialerRoles'}
      items={items}
      selected={selected}
      onChange={onChange}
      because={reason ?? undefined}
      data-path={name}
      slot={
        name === 'skillGroups'
          ? ({ id, label }) => (
              <LevelSelect
                label={t('levelOf', { name: label })}
                wordsOf={(level) => t('level', { level: formatNumber(level) })}
                value={levels.get(id) ?? DEFAULT_SKILL_LEVEL}
                isFixed={reason !== null}
                onChange={(level) => setLevel(id, level)}
              />
            )
          : undefined
      }
    />
  );
}

function listOf(name: Membership, { roles, tags, skillGroups }: AgentChoices): readonly Choice[] | undefined {
  if (name === 'dialerRoles') return roles?.map((role) => ({ id: role.id, name: role.name, give: role.can.give }));
  if (name === 'tags') return tags?.map((tag) => ({ id: tag.id, name: tag.name, give: tag.can.give }));
  return skillGroups;
}

/** Of the chosen ones those that nobody has deleted meanwhile. */
function whoIsThere(selected: readonly string[], items: readonly BoxItem[]): string[] {
  const there = new Set(items.map(({ id }) => id));
  return selected.filter((id) => there.has(id));
}

/** The lines by name; what the agent has and the reader does not see among the choices stays where it is. */
function itemsOf(list: readonly Choice[], own: readonly { readonly id: string; readonly name: string }[]): BoxItem[] {
  const known = new Set(list.map(({ id }) => id));
  const lines = list.map(({ id, name, give }) => ({ id, label: name, because: give && (reasonOf(give) ?? undefined) }));
  return [...lines, ...own.filter(({ id }) => !known.has(id)).map(({ id, name }) => ({ id, label: name }))];
}
