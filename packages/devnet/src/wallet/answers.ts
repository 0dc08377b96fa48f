import type {
  CONNECT_EVENT_ERROR_CODES,
  ConnectEventError,
  DeviceInfo,
  DisconnectEvent,
  SEND_TRANSACTION_ERROR_CODES,
} from '@tonconnect/protocol';

/** Most messages that one transaction may carry here. */
export const MAX_MESSAGES = 4;

/** The same name in the wallets list and in the device's answer: by it the SDK knows that they are one wallet. */
export const APP_NAME = 'spindle-dev-wallet';

export const DEVICE: DeviceInfo = {
  platform: 'browser',
  appName: APP_NAME,
  appVersion: '1.0.0',
  maxProtocolVersion: 2,
  features: ['SendTransaction', { name: 'SendTransaction', maxMessages: MAX_MESSAGES }],
};

let lastEventId = 0;
/** Events of a session must have growing numbers, over restarts too. */
export function nextEventId(): number {
  lastEventId = Math.max(lastEventId + 1, Date.now());
  return lastEventId;
}

export const connectError = (code: CONNECT_EVENT_ERROR_CODES, message: string): ConnectEventError => ({
  event: 'connect_error',
  id: nextEventId(),
  payload: { code, message },
});

export const disconnectEvent = (): DisconnectEvent => ({ event: 'disconnect', id: nextEventId(), payload: {} });

export type RpcAnswer = { id: string; result: unknown } | { id: string; error: { code: number; message: string } };

export const rpcError = (id: string, code: SEND_TRANSACTION_ERROR_CODES, message: string): RpcAnswer => ({
  id,
  error: { code, message },
});
