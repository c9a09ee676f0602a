/**
 * The gRPC messages and services that ship inside `@pulumi/pulumi`.
 *
 * They are loaded with `require`, because they are generated CommonJS whose names no ES module loader can see, and
 * from the SDK itself, because google-protobuf compares classes by identity: there must be one copy in a process.
 */
import { createRequire } from "node:module";

const load = createRequire(__filename);

export type ProviderMessages = typeof import("@pulumi/pulumi/proto/provider_pb");
export type ResourceMessages = typeof import("@pulumi/pulumi/proto/resource_pb");
export type AnalyzerMessages = typeof import("@pulumi/pulumi/proto/analyzer_pb");
export type EngineMessages = typeof import("@pulumi/pulumi/proto/engine_pb");
export type CallbackMessages = typeof import("@pulumi/pulumi/proto/callback_pb");

export const providerMessages = load("@pulumi/pulumi/proto/provider_pb") as ProviderMessages;
export const resourceMessages = load("@pulumi/pulumi/proto/resource_pb") as ResourceMessages;
export const analyzerMessages = load("@pulumi/pulumi/proto/analyzer_pb") as AnalyzerMessages;
export const engineMessages = load("@pulumi/pulumi/proto/engine_pb") as EngineMessages;
export const callbackMessages = load("@pulumi/pulumi/proto/callback_pb") as CallbackMessages;
export const statusMessages = load(
  "@pulumi/pulumi/proto/status_pb",
) as typeof import("@pulumi/pulumi/proto/status_pb");

export const providerService = load(
  "@pulumi/pulumi/proto/provider_grpc_pb",
) as typeof import("@pulumi/pulumi/proto/provider_grpc_pb");
export const resourceService = load(
  "@pulumi/pulumi/proto/resource_grpc_pb",
) as typeof import("@pulumi/pulumi/proto/resource_grpc_pb");
export const analyzerService = load(
  "@pulumi/pulumi/proto/analyzer_grpc_pb",
) as typeof import("@pulumi/pulumi/proto/analyzer_grpc_pb");
export const engineService = load(
  "@pulumi/pulumi/proto/engine_grpc_pb",
) as typeof import("@pulumi/pulumi/proto/engine_grpc_pb");
export const callbackService = load(
  "@pulumi/pulumi/proto/callback_grpc_pb",
) as typeof import("@pulumi/pulumi/proto/callback_grpc_pb");

const struct = load(
  "google-protobuf/google/protobuf/struct_pb",
) as typeof import("google-protobuf/google/protobuf/struct_pb");
const empty = load(
  "google-protobuf/google/protobuf/empty_pb",
) as typeof import("google-protobuf/google/protobuf/empty_pb");

export const Struct = struct.Struct;
export const Empty = empty.Empty;
export type Struct = InstanceType<typeof struct.Struct>;
export type Empty = InstanceType<typeof empty.Empty>;

/** What the real engine allows both ways: 400 MB, so that a set of 50,000 rows fits in one message. */
export const GRPC_LIMITS = {
  "grpc.max_receive_message_length": 400 * 1024 * 1024,
  "grpc.max_send_message_length": 400 * 1024 * 1024,
} as const;
