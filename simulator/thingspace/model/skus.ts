/** Device SKUs of a customer and their state (ThingSpace API: accounts, sku; member names G-SKU1). */
export const DEVICE_SKUS = [
  { deviceSku: "VZW080000460066", status: "Active" },
  { deviceSku: "VZW120000470001", status: "Active" },
  { deviceSku: "VZW200002210013", status: "Active" },
  { deviceSku: "VZW990000000001", status: "Inactive" },
] as const;
