import { render } from "preact";
import { App } from "./app/App";
import { listen } from "./app/keys";
import { follow } from "./app/location";
import "./style/tokens.css";
import "./style/base.css";
import "./style/shell.css";
import "./style/parts.css";

follow();
listen();
render(<App />, document.getElementById("app")!);
