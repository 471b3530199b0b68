package dev.tidegate.client;

import picocli.CommandLine.Command;

/** {@code tidegate cancel}: stops jobs. */
@Command(
    name = "cancel",
    description = "Asks jobs to stop. One that is queued never starts.",
    exitCodeList = {
      "0:they are asked",
      "2:the command line is wrong",
      "4:the service refuses one of them, which has ended already, or is not there",
      "5:the service can't be reached"
    })
public final class CancelCommand extends EachJobCommand {

  @Override
  Call call(String path) {
    return Call.post(path + "/cancel");
  }

  @Override
  String done() {
    return "is asked to stop";
  }
}
