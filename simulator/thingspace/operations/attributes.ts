import { z } from "zod";
import * as bodies from "../http/bodies";
import { changesOf } from "../http/custom-fields";
import { operation, type ThingspaceOperation } from "../http/operation";

/** What is written on a line without touching its service (ThingSpace API: custom fields, cost center, contact). */
export const attributeOperations: ThingspaceOperation[] = [
  operation("changeCustomFields", "PUT /m2m/v1/devices/actions/customFields", {
    body: z.object({ ...bodies.target, customFieldsToUpdate: bodies.customFields }),
    writes: true,
    startsWork: true,
    handle: (context, { body: { devices, customFieldsToUpdate, ...selector } }) => {
      const changes = changesOf(customFieldsToUpdate);
      return context.later("CarrierService", context.targets(devices, selector), (device) => {
        context.change(device, changes);
        return { message: { deviceResponse: { changeCustomFieldsResponse: {} } } };
      });
    },
  }),
  operation("changeCostCenter", "PUT /m2m/v1/devices/costCenter", {
    body: z.object({
      ...bodies.target,
      costCenter: bodies.costCenter.optional(),
      removeCostCenter: z.boolean().optional(),
      primaryPlaceOfUse: bodies.placeOfUse.optional(),
    }),
    writes: true,
    startsWork: true,
    handle: (context, { body }) => {
      const { devices, costCenter, removeCostCenter = false, primaryPlaceOfUse, ...selector } = body;
      const changes = {
        ...(costCenter === undefined ? {} : { costCenter: costCenter || null }),
        // The removal wins where both are sent.
        ...(removeCostCenter ? { costCenter: null } : {}),
        ...(primaryPlaceOfUse === undefined ? {} : { placeOfUse: primaryPlaceOfUse }),
      };
      return context.later("CarrierService", context.targets(devices, selector), (device) => {
        context.change(device, changes);
        return { message: { deviceResponse: { changeCostCenterCodeResponse: {} } } };
      });
    },
  }),
  // Two spellings of the last segment are one path, because letter case does not count.
  operation("changeContactInfo", "PUT /m2m/v1/devices/actions/contactInfo", {
    body: z.object({ ...bodies.target, primaryPlaceOfUse: bodies.placeOfUse }),
    writes: true,
    startsWork: true,
    handle: (context, { body: { devices, primaryPlaceOfUse, ...selector } }) =>
      context.later("CarrierService", context.targets(devices, selector), (device) => {
        context.change(device, { placeOfUse: primaryPlaceOfUse });
        return { message: { deviceResponse: { changeContactInfoResponse: {} } } };
      }),
  }),
];
