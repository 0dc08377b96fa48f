import type { Language } from '@spindle/shared';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { type Texts, useLanguage, useTexts } from '../../../i18n/index.ts';
import { type PolicyNumber, trpc } from '../../../lib/api/index.ts';
import { moment, usd } from '../../../lib/format/index.ts';
import { Chips, ErrorNotice, LongTextField, MainAction, Notice, Sheet, TextField } from '../../../ui/index.ts';
import { settingValue } from '../../policy/setting-value.ts';
import { earliestMs, LEAST_NOTE_CHARS, readValue } from './policy-draft.ts';

function hintOf({ setting, low, high }: PolicyNumber, office: Texts['office']['policy'], language: Language): string {
  if (setting === 'fee_basis_points') return office.basisPoints(low, high);
  if (setting.endsWith('_micro_coins')) return office.microCoins(low, high);
  if (setting.endsWith('_milli_coins')) return office.milliCoins(low, high);
  if (setting.startsWith('buying_')) return office.switched;
  if (!setting.endsWith('_micro_usd')) return office.range(low, high);
  return office.microUsd(usd(BigInt(low), language), usd(BigInt(high), language));
}

/** Another value for a number of the policy: what, why in both languages, and from when on it holds. */
export function AnnounceSheet({ number, onClose }: { number: PolicyNumber; onClose: () => void }) {
  const texts = useTexts('policy');
  const { policy: office } = useTexts('office');
  const language = useLanguage();
  const queries = useQueryClient();
  const [text, setText] = useState('');
  const [en, setEn] = useState('');
  const [ru, setRu] = useState('');
  const announce = useMutation(
    trpc.policy.announce.mutationOptions({
      onSuccess: (view) => {
        queries.setQueryData(trpc.policy.view.queryKey(), view);
        onClose();
      },
    }),
  );
  const { setting, low, high } = number;
  const value = readValue(text, number);
  const isReady = value !== null && [en, ru].every((note) => note.trim().length >= LEAST_NOTE_CHARS);
  const send = () => {
    if (value !== null) announce.mutate({ setting, value, effectiveFromMs: null, note: { en, ru } });
  };
  return (
    <Sheet title={texts.settings[setting].name} onClose={onClose}>
      <p className="muted">{office.now(settingValue(setting, number.value, texts, language))}</p>
      {setting === 'auto_approve' ? (
        <ApprovalChips value={text === '' ? String(number.value) : text} onChange={setText} />
      ) : (
        <TextField
          label={office.value}
          inputMode="numeric"
          value={text}
          onChange={setText}
          hint={hintOf(number, office, language)}
          fault={text !== '' && value === null ? office.range(low, high) : null}
        />
      )}
      {value !== null && (
        <Notice>
          {office.becomes(
            settingValue(setting, number.value, texts, language),
            settingValue(setting, value, texts, language),
            moment(earliestMs(number, value, Date.now()), language),
          )}
        </Notice>
      )}
      <LongTextField label={office.noteEn} value={en} onChange={setEn} hint={office.noteHint} />
      <LongTextField label={office.noteRu} value={ru} onChange={setRu} />
      {announce.error && <ErrorNotice error={announce.error} />}
      <MainAction label={office.announce} isEnabled={isReady} isBusy={announce.isPending} onPress={send} />
    </Sheet>
  );
}

/** Whose listings need no person: a choice by name, kept as a number. */
function ApprovalChips({ value, onChange }: { value: string; onChange: (value: string) => void }) {
  const { approvals } = useTexts('policy');
  const { policy: office } = useTexts('office');
  const options = approvals.map((label, at) => ({ value: String(at), label }));
  return (
    <>
      <span className="field__label">{office.value}</span>
      <Chips label={office.value} value={value} options={options} onChange={onChange} />
    </>
  );
}
