"""活动文件夹: a campaign as a folder of spreadsheets, loaded and saved."""
