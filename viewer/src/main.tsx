import { render } from 'preact';
import { embeddedTrace } from './connection/embedded';
import { embeddedStages } from './connection/stages';
import { Watch } from './connection/watch';
import { Session } from './model/session';
import './styles/colours.css';
import './styles/base.css';
import './styles/header.css';
import './styles/places.css';
import './styles/panels.css';
import './styles/console.css';
import './styles/values.css';
import './styles/loop.css';
import './styles/timeline.css';
import './styles/turns.css';
import './styles/above.css';
import './styles/phones.css';
import './styles/desk.css';
import './styles/reach.css';
import { App } from './view/app';
import { LivePage } from './view/live_page';
import { Message } from './view/message';
import { opening } from './view/opening';
import { Viewer } from './view/viewer';

const root = document.getElementById('app')!;

function open(bytes: Uint8Array): void {
  const session = Session.read(bytes);
  if (session.trace.eventCount === 0) {
    render(<Message why={session.trace.complaint ?? 'empty'} />, root);
    return;
  }
  const viewer = new Viewer(session);
  viewer.stages.value = embeddedStages();
  viewer.open(opening(viewer.session));
  render(<App viewer={viewer} />, root);
}

const bytes = embeddedTrace();
if (bytes) {
  open(bytes);
} else if (location.protocol.startsWith('http')) {
  const watch = new Watch();
  render(<LivePage watch={watch} />, root);
  void watch.follow();
} else {
  render(<Message why="none" />, root);
}
