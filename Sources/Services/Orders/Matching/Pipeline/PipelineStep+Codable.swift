import Contracts

/// The form in which steps are stored and sent; `PipelineForm` checks what managers send.
extension PipelineStep: Codable {
  enum CodingKeys: String, CodingKey {
    case name, kind, run, url, weight, enabled, margin, needs
    case deadlineMilliseconds = "deadline_milliseconds"
  }

  init(from decoder: any Decoder) throws {
    let container = try decoder.container(keyedBy: CodingKeys.self)
    name = try container.decode(ExactText.self, forKey: .name)
    kind = try container.decode(Kind.self, forKey: .kind)
    isEnabled = try container.decodeIfPresent(Bool.self, forKey: .enabled) ?? true
    weight = try container.decodeIfPresent(Double.self, forKey: .weight) ?? 1
    if let url = try container.decodeIfPresent(String.self, forKey: .url) {
      var external = ExternalStep(url: url)
      if let given = try container.decodeIfPresent(Int.self, forKey: .deadlineMilliseconds) {
        external.deadlineMilliseconds = given
      }
      external.needs = try container.decodeIfPresent([ExactText].self, forKey: .needs) ?? []
      body = .external(external)
    } else {
      let run = try container.decode(String.self, forKey: .run)
      let margin = try container.decodeIfPresent(Double.self, forKey: .margin) ?? 0
      guard let builtIn = BuiltInStep(name: run, margin: margin) else {
        throw DecodingError.dataCorruptedError(
          forKey: .run, in: container, debugDescription: "there is no built-in step \(run)")
      }
      body = .builtIn(builtIn)
    }
  }

  func encode(to encoder: any Encoder) throws {
    var container = encoder.container(keyedBy: CodingKeys.self)
    try container.encode(name, forKey: .name)
    try container.encode(kind, forKey: .kind)
    try container.encode(isEnabled, forKey: .enabled)
    if kind == .score { try container.encode(weight, forKey: .weight) }
    switch body {
    case .builtIn(let builtIn):
      try container.encode(builtIn.name, forKey: .run)
      if case .best(let margin) = builtIn { try container.encode(margin, forKey: .margin) }
    case .external(let external):
      try container.encode(external.url, forKey: .url)
      try container.encode(external.deadlineMilliseconds, forKey: .deadlineMilliseconds)
      try container.encode(external.needs, forKey: .needs)
    }
  }
}
