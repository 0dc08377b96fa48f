/** Headless browsers have no microphone: a tone stands in for one, once the person has allowed it. All else is the page's own. */
export const PLUG_IN_MICROPHONE = `(() => {
  let asked = 0;
  navigator.mediaDevices.getUserMedia = async () => {
    asked += 1;
    if (asked === 1) throw new DOMException('Permission denied', 'NotAllowedError');
    const context = new AudioContext();
    const tone = context.createOscillator();
    const quieter = context.createGain();
    quieter.gain.value = 0.1;
    setInterval(() => { quieter.gain.value = 0.02 + Math.random() * 0.2; }, 150);
    const microphone = context.createMediaStreamDestination();
    tone.connect(quieter).connect(microphone);
    tone.start();
    return microphone.stream;
  };
})()`;
