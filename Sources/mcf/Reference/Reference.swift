import ArgumentParser

struct Reference: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Look up what this version of MCF consists of, and what can be set.",
    discussion: """
      All settings of this version of MCF, each with its meaning. Nothing has \
      to run for that.
      """,
    subcommands: [Settings.self, ReferenceServices.self])

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
}
