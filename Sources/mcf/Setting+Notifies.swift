import ServiceKit

extension Setting<Bool> {
  /// Whether processes tell each other of new events.
  static var notifies: Setting {
    Setting(
      "MCF_NOTIFY", .onOrOff, default: true,
      "off: no notification is sent or listened for; events travel by looking once a second")
  }
}
