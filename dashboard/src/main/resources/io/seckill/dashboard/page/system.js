// The one description of the whole system: its places, the ways between them, and where each is drawn.

// Services link to their dashboards; a store's "needs" is the component whose health tells whether it is there.
export const PLACES = {
  shoppers: {name: "shoppers", does: "ask to buy", kind: "people"},
  gateway: {name: "gateway", does: "limits the crowd", doesBrief: "limits", kind: "service"},
  requests: {name: "seckill.requests", brief: "requests", does: "Kafka: waiting", doesBrief: "Kafka", kind: "topic", needs: "kafka"},
  seckill: {name: "seckill", does: "decides who wins", doesBrief: "decides", kind: "service"},
  redis: {name: "Redis", does: "stock", kind: "store", needs: "redis"},
  ledger: {name: "seckill.reservations", brief: "reservations", does: "Kafka: the ledger", doesBrief: "the ledger", kind: "topic", needs: "kafka"},
  order: {name: "order", does: "makes orders", kind: "service"},
  postgres: {name: "PostgreSQL", does: "orders", kind: "store", needs: "db"},
  orders: {name: "orders", does: "Kafka", kind: "topic", needs: "kafka"},
  notification: {name: "notification", does: "sends SMS", kind: "service"},
  stats: {name: "stats", does: "counts exactly", kind: "service"},
};

// Places as x, y, width, height; arrows as a path and where their rate is written.
export const WIDE = {
  width: 1216, height: 218, brief: false,
  places: {
    shoppers: [0, 62, 76, 58], gateway: [126, 62, 112, 58], requests: [292, 62, 126, 58],
    seckill: [472, 62, 118, 58], redis: [472, 166, 118, 46], ledger: [644, 62, 152, 58],
    order: [850, 62, 102, 58], postgres: [850, 166, 102, 46], orders: [1006, 62, 74, 58],
    notification: [1104, 14, 112, 58], stats: [1104, 112, 112, 58],
  },
  arrows: {
    "shoppers-gateway": ["M76 82H119", 98, 75],
    "gateway-shoppers": ["M126 102H83", 102, 117],
    "gateway-requests": ["M238 91H285", 262, 84],
    "requests-seckill": ["M418 91H465", 442, 84],
    "seckill-gateway": ["M531 62V38Q531 26 519 26H194Q182 26 182 38V55", 356, 46],
    "seckill-redis": ["M531 120V159", 540, 144, "start"],
    "seckill-ledger": ["M590 91H637", 614, 84],
    "ledger-order": ["M796 91H843", 820, 84],
    "order-postgres": ["M901 120V159", 910, 144, "start"],
    "order-orders": ["M952 91H999", 976, 84],
    "orders-notification": ["M1080 82Q1090 80 1090 66V58Q1090 44 1097 43", 1084, 46, "end"],
    "orders-stats": ["M1080 100Q1090 102 1090 116V128Q1090 141 1097 141", 1084, 148, "end"],
  },
  label: [356, 18, "results by gRPC, in batches"],
};

export const NARROW = {
  width: 360, height: 384, brief: true,
  places: {
    shoppers: [0, 2, 94, 54], gateway: [133, 2, 94, 54], requests: [266, 2, 94, 54],
    redis: [133, 116, 94, 54], seckill: [266, 116, 94, 54],
    postgres: [0, 222, 94, 54], order: [133, 222, 94, 54], ledger: [266, 222, 94, 54],
    notification: [0, 326, 94, 54], orders: [133, 326, 94, 54], stats: [266, 326, 94, 54],
  },
  arrows: {
    "shoppers-gateway": ["M94 20H126", 112, 13],
    "gateway-shoppers": ["M133 40H101", 114, 56],
    "gateway-requests": ["M227 29H259", 246, 22],
    "requests-seckill": ["M326 56V109", 320, 76, "end"],
    "seckill-gateway": ["M296 116V100Q296 90 286 90H190Q180 90 180 80V63", 238, 105],
    "seckill-redis": ["M266 143H234", 249, 136],
    "seckill-ledger": ["M313 170V215", 307, 198, "end"],
    "ledger-order": ["M266 249H234", 249, 242],
    "order-postgres": ["M133 249H101", 116, 242],
    "order-orders": ["M180 276V319", 186, 303, "start"],
    "orders-notification": ["M133 353H101", 116, 346],
    "orders-stats": ["M227 353H259", 245, 346],
  },
  label: [238, 82, "results by gRPC"],
};
