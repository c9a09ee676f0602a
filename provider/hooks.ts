/** What the engine's provider process requires (see `loaderText`): every declaration, and the hooks of one type. */
import "./index";

export { serve } from "./core/bridge";
