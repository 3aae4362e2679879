import ArgumentParser

struct Reference: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Look up which services there are, what can be set, and what can be watched.",
    discussion: """
      All settings, metrics, alarms and events of this version, each with its meaning, whichever of \
      its services a deployment has; `services` lists those. Nothing has to run for that.
      """,
    subcommands: [
      ReferenceServices.self, Settings.self, Metrics.self, Alarms.self, ReferenceOpenAPI.self,
      ReferenceEvents.self,
    ])

  struct Settings: ParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "List settings: the default of each, what it means and what it may be.",
      discussion: """
        They come from environment variables, and behind them from the file that MCF_CONFIG names, \
        with a NAME=value a line.
        """)

    @Argument(help: "Only those that a process with these services reads.")
    var services: [ServiceEntry] = []

    func run() {
      Console.say(
        SettingList.text(of: services.isEmpty ? SettingList.all : SettingList.all(of: services)))
    }
  }

  struct Metrics: ParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "List metrics: the kind and labels of each, and what it means.",
      discussion: """
        They are shown by /metrics on the internal port of `mcf serve` and `mcf relay` \
        (MCF_METRICS_PORT), in Prometheus' text format, each as soon as there is something to show.
        """)

    func run() {
      Console.say(MetricList.text)
    }
  }

  struct Alarms: ParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "List alarms: how urgent each is, and what has happened when it rings.",
      discussion: """
        page: somebody looks now; ticket: somebody looks today. What to do is in k8s/README.md, the \
        rules are in k8s/base/alerts.yaml, which is looked for as the folder sql is.
        """)

    func run() throws {
      Console.say(
        Glossary.text(try Alarm.all.map { ("\($0.name)  \($0.severity)", $0.summary) }))
    }
  }
}
