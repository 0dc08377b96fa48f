/** The part of Telegram's `WebApp` that we use. The SDK's own types stop at Bot API 8.0. */
export interface TelegramWebApp {
  initData: string;
  version: string;
  colorScheme: 'light' | 'dark';
  ready(): void;
  expand(): void;
  disableVerticalSwipes?(): void;
  setHeaderColor(color: string): void;
  setBackgroundColor(color: string): void;
  setBottomBarColor?(color: string): void;
  onEvent(event: string, handler: () => void): void;
  offEvent(event: string, handler: () => void): void;
  openLink(url: string): void;
  openTelegramLink(url: string): void;
  downloadFile?(file: { url: string; file_name: string }): void;
  enableClosingConfirmation?(): void;
  disableClosingConfirmation?(): void;
  isFullscreen?: boolean;
  requestFullscreen?(): void;
  exitFullscreen?(): void;
  checkHomeScreenStatus?(answer: (status: 'unsupported' | 'unknown' | 'added' | 'missed') => void): void;
  addToHomeScreen?(): void;
  /** A scanned text that `seen` returns true for closes the scanner. */
  showScanQrPopup?(words: { text: string }, seen: (text: string) => boolean): void;
  requestWriteAccess?(answer: (isGranted: boolean) => void): void;
  shareToStory?(url: string, params: { text: string; widget_link?: { url: string; name: string } }): void;
  BiometricManager?: BiometricManager;
  SettingsButton?: { show(): void; hide(): void; onClick(press: () => void): void; offClick(press: () => void): void };
  MainButton: MainButton;
  BackButton: { show(): void; hide(): void; onClick(press: () => void): void; offClick(press: () => void): void };
  HapticFeedback: {
    impactOccurred(style: 'light' | 'medium' | 'heavy'): void;
    notificationOccurred(type: 'error' | 'success' | 'warning'): void;
    selectionChanged(): void;
  };
}

export interface MainButton {
  setParams(params: { text: string; is_active: boolean; is_visible: boolean }): void;
  hide(): void;
  showProgress(leaveActive?: boolean): void;
  hideProgress(): void;
  onClick(press: () => void): void;
  offClick(press: () => void): void;
}

export interface BiometricManager {
  isInited: boolean;
  isBiometricAvailable: boolean;
  biometricType: string;
  isAccessGranted: boolean;
  init(done: () => void): void;
  requestAccess(words: { reason: string }, answer: (isGranted: boolean) => void): void;
  authenticate(words: { reason: string }, answer: (isOwner: boolean) => void): void;
}

/** What a native client calls, and calls back. */
export interface TelegramBridge {
  onEvent(event: string, handler: (event: string, data: unknown) => void): void;
  offEvent(event: string, handler: (event: string, data: unknown) => void): void;
}

declare global {
  interface Window {
    Telegram?: { WebApp?: TelegramWebApp; WebView?: TelegramBridge };
    TelegramWebviewProxy?: { postEvent(event: string, data: string): void };
  }
}
