export { type LinkTarget, readStartParam, startParamOf, telegramLink } from './start-param.ts';
