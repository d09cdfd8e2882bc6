import { useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Decision } from '../../contract/problem.ts';
import type { MemberLine, Box as Side } from '../../contract/tags.ts';
import { tError } from '../locales/t-error.ts';
import { Box } from '../ui/Box.tsx';
import { BoxPair } from '../ui/BoxPair.tsx';
import { type BoxItem, itemsFound } from '../ui/box-items.ts';
import { fullName } from '../users/names.ts';
import { LevelSelect } from './LevelSelect.tsx';
import { type Draft, levelIn, moved, withLevel } from './member-draft.ts';
import type { useBox } from './use-box.ts';

interface Props {
  label: string;
  give: Decision;
  hasLevels: boolean;
  available: ReturnType<typeof useBox>;
  selected: ReturnType<typeof useBox>;
  draft: Draft;
  onChange: (draft: Draft) => void;
}

/** The two boxes over pages of the server: what was moved and is not saved stands in the other box, at its top. */
export function MemberBoxes({ label, give, hasLevels, available, selected, draft, onChange }: Props) {
  const { t } = useTranslation('ui');
  const { t: tTags } = useTranslation('tags');
  const [said, setSaid] = useState('');
  const left = useLines(available, draft.removed, draft.added, give);
  const right = useLines(selected, draft.added, draft.removed, give);

  function move(from: Side, items: readonly BoxItem[]) {
    const { byId } = from === 'available' ? left : right;
    const lines = items.flatMap(({ id }) => byId.get(id) ?? []);
    onChange(moved(draft, from, lines));
    const sign = from === 'available' ? 1 : -1;
    const values = { count: lines.length, label: items[0]?.label ?? '', selected: right.total + sign * lines.length };
    setSaid(t(sign > 0 ? 'boxes.added' : 'boxes.removed', values));
  }

  const slot = (item: BoxItem) => {
    const line = right.byId.get(item.id);
    return (
      line && (
        <LevelSelect
          label={tTags('levelOf', { name: item.label })}
          value={levelIn(draft, line)}
          isFixed={item.because !== undefined}
          onChange={(level) => onChange(withLevel(draft, line, level))}
        />
      )
    );
  };

  return (
    <BoxPair label={label} said={said}>
      {() => (
        <>
          <Box {...boxProps('available', available, left, label)} onMove={(items) => move('available', items)} />
          <Box
            {...boxProps('selected', selected, right, label)}
            onMove={(items) => move('selected', items)}
            slot={hasLevels ? slot : undefined}
          />
        </>
      )}
    </BoxPair>
  );
}

function boxProps(side: Side, { typed, setTyped, isMore, onEnd }: Props['available'], { items, total }: Lines, label: string) {
  return { side, label, query: typed, onQuery: setTyped, found: items, total, isMore, onEnd };
}

type Lines = ReturnType<typeof useLines>;

/** What stands in a box: who came from the other one, then what the server found, without those who went over. */
function useLines(
  { lines: found, typed, count }: Props['available'],
  came: Draft['added'],
  went: Draft['added'],
  give: Decision,
) {
  return useMemo(() => {
    const lines = found ?? [];
    const here = lines.filter(({ id }) => !came.has(id) && !went.has(id));
    const isBack = new Set(
      itemsFound(
        [...came.values()].map((line) => itemOf(line, give)),
        typed,
      ).map(({ id }) => id),
    );
    const all = [...[...came.values()].filter(({ id }) => isBack.has(id)), ...here];
    const gone = [...went.keys()].filter((id) => lines.some((line) => line.id === id)).length;
    return {
      items: all.map((line) => itemOf(line, give)),
      byId: new Map(all.map((line) => [line.id, line])),
      total: Math.max(count - gone, 0) + isBack.size,
    };
  }, [found, came, went, typed, count, give]);
}

function itemOf(line: MemberLine, give: Decision): BoxItem {
  const { id, username, email, can } = line;
  const refusal = give.ok ? can.move : give;
  return { id, label: fullName(line), detail: username ?? email, because: refusal.ok ? undefined : tError(refusal.because) };
}
