import { Checkbox, UnstyledButton } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { Lead } from '../../contract/leads.ts';
import { Card, CardList, type CardPlace } from '../table/CardList.tsx';
import classes from '../table/Cards.module.css';
import { LeadCell } from './LeadCell.tsx';
import { leadName } from './lead-name.ts';
import type { ListProps } from './leads-list.ts';

/** The leads as cards, for narrow windows. */
export function LeadsCards({ items, query, selection, matching, onOpen }: ListProps) {
  const { t } = useTranslation('leads');
  return (
    <CardList
      name={t('table.name')}
      items={items}
      query={query}
      count={matching && !matching.isMore ? matching.count : -1}
      card={(lead, place) => (
        <LeadCard
          key={lead.id}
          lead={lead}
          isSelected={selection.has(lead.id)}
          onToggle={selection.toggle}
          onOpen={onOpen}
          place={place}
        />
      )}
    />
  );
}

interface CardProps {
  place: CardPlace;
  lead: Lead;
  isSelected: boolean;
  onToggle: (id: string) => void;
  onOpen: (lead: Lead) => void;
}

function LeadCard({ lead, place, isSelected, onToggle, onOpen }: CardProps) {
  const { t } = useTranslation('leads');
  return (
    <Card place={place} isOpen={isSelected}>
      <Checkbox
        className={classes.select}
        aria-label={t('table.select', { name: leadName(lead) })}
        checked={isSelected}
        onChange={() => onToggle(lead.id)}
      />
      <div className={classes.what}>
        <UnstyledButton className={classes.name} onClick={() => onOpen(lead)}>
          <bdi>{leadName(lead)}</bdi>
        </UnstyledButton>
        <div className={classes.email}>
          <LeadCell lead={lead} column="phone" />
        </div>
        <div className={classes.line}>
          <LeadCell lead={lead} column="status" />
          <LeadCell lead={lead} column="agent" />
          {lead.callBackAt && <LeadCell lead={lead} column="callBackAt" />}
        </div>
      </div>
    </Card>
  );
}
