import type { AppRouter } from '@spindle/api/router';
import type { inferRouterInputs, inferRouterOutputs } from '@trpc/server';

type Outputs = inferRouterOutputs<AppRouter>;
type Inputs = inferRouterInputs<AppRouter>;

export type AppConfig = Outputs['app']['config'];
export type Me = Outputs['auth']['me'];
export type ModelCard = Outputs['market']['models'][number];
export type ModelPage = Outputs['market']['model'];
export type OfferCard = ModelPage['offers'][number];
export type ListingPage = Outputs['market']['listing'];
export type WalletOverview = Outputs['wallet']['overview'];
export type ChannelView = NonNullable<WalletOverview['channel']>;
export type ChannelTermsView = Outputs['wallet']['channelTerms'];
export type Movement = Outputs['wallet']['movements']['items'][number];
export type KeyRules = Omit<Inputs['keys']['create'], 'name'>;
export type KeyView = Outputs['keys']['list'][number];
export type UsageRow = Outputs['usage']['recent']['items'][number];
export type UsageChart = Outputs['usage']['chart'];
export type UsageReceipt = Outputs['usage']['receipt'];
export type UsageFilter = Omit<Inputs['usage']['exportLink'], 'format'>;
export type ListingView = Outputs['earn']['listings'][number];
export type EarnCatalog = Outputs['earn']['catalog'];
export type EarnSummary = Outputs['earn']['summary'];
export type OfferInput = Inputs['earn']['create']['offers'][number];
export type ReviewItem = Outputs['admin']['queue'][number];
export type AuditEntry = Outputs['admin']['audit']['items'][number];
export type WalletProof = Inputs['wallet']['prove'];
