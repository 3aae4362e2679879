extension Setting<String> {
  public static var host: Setting {
    Setting("MCF_HOST", .text, default: "127.0.0.1", "address to listen on")
  }
}

extension Setting<Int> {
  static var port: Setting {
    Setting("MCF_PORT", .number(0...65_535), default: 8080, "port to listen on")
  }
  static var metricsPort: Setting {
    Setting(
      "MCF_METRICS_PORT", .number(0...65_535), default: 9090,
      "internal port for /metrics, /livez and the relay's /readyz; 0: none")
  }
  static var maxConnections: Setting {
    Setting(
      "MCF_MAX_CONNECTIONS", .number(1...1_000_000), default: 2000, "connections accepted at once")
  }
  static var maxRequests: Setting {
    Setting(
      "MCF_MAX_REQUESTS", .number(1...1_000_000), default: 512,
      "requests worked on at once, photos no more than a third each way; beyond: 503")
  }
  static var deadline: Setting {
    Setting(
      "MCF_DEADLINE_SECONDS", .number(1...3600, of: "seconds"), default: 10,
      "how long a request may take; imports are exempt, a photo may come or go for three minutes")
  }
  static var photoBytes: Setting {
    Setting(
      "MCF_PHOTO_BYTES", .number(33_554_432...1_099_511_627_776, of: "bytes"),
      default: 128 * 1024 * 1024,
      """
      memory for photos being taken in, three bytes for each sent, and a quarter of it for those \
      shown; beyond: they wait, then 503
      """)
  }
  static var idleTimeout: Setting {
    Setting(
      "MCF_IDLE_SECONDS", .number(1...3600, of: "seconds"), default: 30,
      "after how long a silent connection is closed")
  }
  static var stopTimeout: Setting {
    Setting(
      "MCF_STOP_SECONDS", .number(1...3600, of: "seconds"), default: 30,
      "how long a stop of mcf serve waits for what is under way")
  }
}

extension Setting<[AddressRange]> {
  static var trustedProxies: Setting {
    Setting(
      "MCF_TRUSTED_PROXIES", .addressRanges, default: [],
      "proxies whose X-Forwarded-For is believed")
  }
}

extension Setting<String?> {
  /// The origin of the site.
  public static var publicURL: Setting {
    Setting(
      "MCF_PUBLIC_URL", .origin, default: nil,
      """
      how people and parties outside reach this site, such as https://mcf.example: it stands before \
      each address that leaves the site, and people sign in below it; empty: nobody outside is asked \
      to call, and nobody is known to pages
      """)
  }
}
