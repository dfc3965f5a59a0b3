#!/bin/sh
# Gets what the browser and paper tests need from the system: Chromium, Chinese fonts, a PDF reader.
# As root on Debian it installs them; elsewhere it says loudly which tests will be left out.
set -u
missing=""
command -v chromium >/dev/null 2>&1 || command -v chromium-browser >/dev/null 2>&1 || command -v google-chrome >/dev/null 2>&1 || missing="$missing chromium"
fc-list :lang=zh-cn 2>/dev/null | grep -q . || missing="$missing fonts-noto-cjk"
[ -z "$missing" ] && exit 0
if [ "$(id -u)" = 0 ] && command -v apt-get >/dev/null 2>&1; then
    echo "正在安装测试所需的系统软件：$missing …"
    if apt-get update -qq >/dev/null 2>&1 && DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends $missing fontconfig >/dev/null 2>&1; then
        exit 0
    fi
fi
echo "======================================================================"
echo "注意：本机没有$missing，也没有权限安装。"
echo "需要浏览器的页面测试、需要中文字体的 PDF 测试将被跳过（输出中以 skipped 列出）。"
echo "======================================================================"
exit 0
